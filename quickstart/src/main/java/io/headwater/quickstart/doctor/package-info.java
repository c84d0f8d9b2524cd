/**
 * {@code ./headwater doctor}: looks at everything that stream and sink need before they are
 * started, and says what is wrong and what to do.
 */
@NullMarked
package io.headwater.quickstart.doctor;

import org.jspecify.annotations.NullMarked;
