/**
 * The images and Compose: the Dockerfiles built, {@code docker-compose.yml} run, and what is
 * running looked at from outside.
 */
@NullMarked
package io.headwater.deployment.images;

import org.jspecify.annotations.NullMarked;
