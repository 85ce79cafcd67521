@NullMarked
package muster.testbed.unruly.rota.timer;

import org.jspecify.annotations.NullMarked;
