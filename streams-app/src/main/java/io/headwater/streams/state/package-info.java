/**
 * What stages share to keep their state: keys that sort by time, saving before a commit, and asking
 * for one.
 */
@NullMarked
package io.headwater.streams.state;

import org.jspecify.annotations.NullMarked;
