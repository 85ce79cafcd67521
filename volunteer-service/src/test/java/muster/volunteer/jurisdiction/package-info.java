@NullMarked
package muster.volunteer.jurisdiction;

import org.jspecify.annotations.NullMarked;
