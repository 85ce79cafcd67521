/** How everything about alerts is put together. */
@NullMarked
package muster.dispatch.alert.configuration;

import org.jspecify.annotations.NullMarked;
