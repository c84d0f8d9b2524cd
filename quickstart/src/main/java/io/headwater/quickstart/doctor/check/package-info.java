/** What a check of the doctor is, and what it says. */
@NullMarked
package io.headwater.quickstart.doctor.check;

import org.jspecify.annotations.NullMarked;
