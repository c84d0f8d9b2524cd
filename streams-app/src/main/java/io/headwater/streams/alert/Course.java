package io.headwater.streams.alert;

/** How alerts of one rule on one sensor go. Nothing is kept where all has been well for a while. */
sealed interface Course permits Episode, Over {}
