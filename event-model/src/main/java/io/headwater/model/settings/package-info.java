/**
 * The settings both apps share: how to reach Kafka, and what the topics are called.
 *
 * <p>They stand beside the contract because the apps never import each other and must not differ in
 * these. Each app binds them as branches of its own tree; a value left out is null on the way in
 * and a default afterwards.
 */
@NullMarked
package io.headwater.model.settings;

import org.jspecify.annotations.NullMarked;
