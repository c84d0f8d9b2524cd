package io.headwater.streams.time;

/**
 * What an upstream partition last said of itself.
 *
 * @param watermark in microseconds since the epoch; {@link Timed#NO_WATERMARK} while it had no
 *     event
 * @param activity whether more may come from it
 */
public record UpstreamMark(long watermark, Activity activity) {}
