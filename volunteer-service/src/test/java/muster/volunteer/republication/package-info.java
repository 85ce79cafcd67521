@NullMarked
package muster.volunteer.republication;

import org.jspecify.annotations.NullMarked;
