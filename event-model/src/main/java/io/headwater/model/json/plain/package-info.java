/**
 * Reads the JSON that machines mostly write, flat objects of plain ASCII, straight from their
 * bytes. It knows no error: what it does not understand it leaves to a full parser, which alone
 * decides what is accepted, what is refused, and in which words.
 */
@NullMarked
package io.headwater.model.json.plain;

import org.jspecify.annotations.NullMarked;
