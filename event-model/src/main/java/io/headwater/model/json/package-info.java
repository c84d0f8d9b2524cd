/** The records of {@link io.headwater.model} as JSON, by streaming, one codec a topic. */
@NullMarked
package io.headwater.model.json;

import org.jspecify.annotations.NullMarked;
