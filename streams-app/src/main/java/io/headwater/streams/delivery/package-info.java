/**
 * Delivery of alerts to webhooks, beside the stream: a consumer of the alerts topic for each
 * webhook, with a thread of its own, that posts each alert until it is taken or given up.
 *
 * <p>In the order in which an alert walks through it: {@code AlertDispatcher} reads it, {@code
 * Courier} decides, {@code WebhookClient} posts it, and {@code UndeliveredTopic} takes what was
 * given up. No stage knows of it, and its trouble is never the stream's.
 */
@NullMarked
package io.headwater.streams.delivery;

import org.jspecify.annotations.NullMarked;
