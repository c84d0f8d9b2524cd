/**
 * The supply chain: what the images are made of, under which licences, and whether a build can be
 * repeated.
 */
@NullMarked
package io.headwater.deployment.supply;

import org.jspecify.annotations.NullMarked;
