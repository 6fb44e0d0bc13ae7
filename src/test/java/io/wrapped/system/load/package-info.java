/** What much work for some does to everyone else. */
package io.wrapped.system.load;
