@NullMarked
package muster.dispatch.alert.http;

import org.jspecify.annotations.NullMarked;
