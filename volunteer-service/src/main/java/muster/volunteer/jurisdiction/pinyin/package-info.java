/** A dictionary of readings. */
@NullMarked
package muster.volunteer.jurisdiction.pinyin;

import org.jspecify.annotations.NullMarked;
