@NullMarked
package muster.testbed.unruly.rota.kafka;

import org.jspecify.annotations.NullMarked;
