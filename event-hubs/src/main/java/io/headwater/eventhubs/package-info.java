/**
 * How Kafka clients sign in to Azure Event Hubs without a key: by tokens of Microsoft Entra ID.
 * Kafka loads it by name where it is configured; nobody else needs Azure's libraries.
 */
@NullMarked
package io.headwater.eventhubs;

import org.jspecify.annotations.NullMarked;
