/**
 * What keeps tables tidy beside the flushes: compaction, vacuum, and the clean-up of logs. Each is
 * decided by a plan that does no I/O and carried out by a class that only does what the plan says.
 */
@NullMarked
package io.headwater.sink.maintain;

import org.jspecify.annotations.NullMarked;
