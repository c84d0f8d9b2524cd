/** What stages share to keep their state: keys that sort by time, and saving before a commit. */
@NullMarked
package io.headwater.streams.state;

import org.jspecify.annotations.NullMarked;
