/**
 * Event time: how far each input partition is, and what its stages tell each other.
 *
 * <p>The one stage package others may import, because the records that travel from stage to stage
 * carry the time that was decided here.
 */
@NullMarked
package io.headwater.streams.time;

import org.jspecify.annotations.NullMarked;
