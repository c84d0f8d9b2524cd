package io.headwater.streams.delivery;

import java.util.concurrent.CompletionStage;

/** Posts an alert, once. */
@FunctionalInterface
interface Poster {

  /** Returns at once; the answer comes on any thread, always, and never as an exception. */
  CompletionStage<Answer> post(Delivery delivery);
}
