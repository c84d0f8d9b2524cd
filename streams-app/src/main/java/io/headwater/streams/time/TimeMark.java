package io.headwater.streams.time;

import io.headwater.model.CloseReason;

/**
 * The news that time went on without an event, or that a partition fell idle.
 *
 * @param watermark where the stage's watermark stands now; {@link #NO_WATERMARK} while there was no
 *     event at all
 * @param activity of what the stage reads
 */
public record TimeMark(long watermark, Activity activity, CloseReason closeReason)
    implements Timed {}
