@NullMarked
package muster.testbed.unruly.rota;

import org.jspecify.annotations.NullMarked;
