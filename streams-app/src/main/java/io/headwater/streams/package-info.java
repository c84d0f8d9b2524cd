/** The stream app: its command, and the wiring of its stages. */
@NullMarked
package io.headwater.streams;

import org.jspecify.annotations.NullMarked;
