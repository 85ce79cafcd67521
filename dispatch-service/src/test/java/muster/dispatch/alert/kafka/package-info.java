@NullMarked
package muster.dispatch.alert.kafka;

import org.jspecify.annotations.NullMarked;
