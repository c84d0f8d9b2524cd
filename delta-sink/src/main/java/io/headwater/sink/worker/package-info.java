/**
 * One table's way from its topic to its commits: {@link io.headwater.sink.worker.SinkWorker} polls,
 * buffers, flushes and commits on a thread of its own; {@link
 * io.headwater.sink.worker.TableJournal} tells everybody else how it is doing.
 */
@NullMarked
package io.headwater.sink.worker;

import org.jspecify.annotations.NullMarked;
