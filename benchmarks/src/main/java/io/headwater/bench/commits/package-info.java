/** {@code bench commits}: what a commit takes when the table is young, and when its log is long. */
@NullMarked
package io.headwater.bench.commits;

import org.jspecify.annotations.NullMarked;
