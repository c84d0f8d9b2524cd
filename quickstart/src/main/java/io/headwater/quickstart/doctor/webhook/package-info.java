/**
 * Checks of the webhooks alerts are posted to. None of them ever posts anything: a test alert would
 * wake somebody.
 */
@NullMarked
package io.headwater.quickstart.doctor.webhook;

import org.jspecify.annotations.NullMarked;
