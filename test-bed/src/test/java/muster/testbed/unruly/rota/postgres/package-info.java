@NullMarked
package muster.testbed.unruly.rota.postgres;

import org.jspecify.annotations.NullMarked;
