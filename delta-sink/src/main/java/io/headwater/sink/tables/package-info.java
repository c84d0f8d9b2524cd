/**
 * The command {@code tables}: what the tables hold, and their maintenance by hand. Each command
 * makes a {@link io.headwater.sink.tables.Answer}, which can be printed for people and for
 * programs.
 */
@NullMarked
package io.headwater.sink.tables;

import org.jspecify.annotations.NullMarked;
