package io.headwater.streams.alert;

/**
 * There was an alert, and it is over: anomalies from before that open no other.
 *
 * @param resolvedAt event time
 * @param forgetAt the watermark at which nothing is kept of it
 */
record Over(long resolvedAt, long forgetAt) implements Course {}
