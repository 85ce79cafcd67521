@NullMarked
package muster.outbox.spring;

import org.jspecify.annotations.NullMarked;
