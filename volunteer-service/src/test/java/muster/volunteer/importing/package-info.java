@NullMarked
package muster.volunteer.importing;

import org.jspecify.annotations.NullMarked;
