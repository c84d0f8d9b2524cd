package io.headwater.streams.config;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The windows fit on the grid of panes, can be told apart by their sizes, and there is at least
 * one. What is wrong is said of the setting that is wrong.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MadeOfPanesValidator.class)
@interface MadeOfPanes {

  /** Never shown: each violation has a sentence of its own. */
  String message() default "must be made of panes";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
