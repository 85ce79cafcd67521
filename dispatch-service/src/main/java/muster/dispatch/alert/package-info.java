@NullMarked
package muster.dispatch.alert;

import org.jspecify.annotations.NullMarked;
