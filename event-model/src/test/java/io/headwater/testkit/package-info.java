/**
 * What integration tests of every module share: programs in processes of their own, above all a
 * Kafka broker, which can be stopped, killed and started again. Published as this module's test
 * jar.
 */
@NullMarked
package io.headwater.testkit;

import org.jspecify.annotations.NullMarked;
