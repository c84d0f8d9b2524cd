/** What all commands of this module share: how they fail, and how little they log. */
@NullMarked
package io.headwater.quickstart.cli;

import org.jspecify.annotations.NullMarked;
