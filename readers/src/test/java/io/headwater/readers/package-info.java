/**
 * What others see in the sink's tables: Spark and Delta Kernel read them, and Spark writes beside
 * the sink. The sink itself runs in a process of its own, with its own libraries.
 */
@NullMarked
package io.headwater.readers;

import org.jspecify.annotations.NullMarked;
