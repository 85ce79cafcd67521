@NullMarked
package muster.volunteer.rules;

import org.jspecify.annotations.NullMarked;
