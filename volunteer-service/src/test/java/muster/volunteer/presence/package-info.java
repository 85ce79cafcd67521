@NullMarked
package muster.volunteer.presence;

import org.jspecify.annotations.NullMarked;
