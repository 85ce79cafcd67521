@NullMarked
package muster.dispatch.policy.configuration;

import org.jspecify.annotations.NullMarked;
