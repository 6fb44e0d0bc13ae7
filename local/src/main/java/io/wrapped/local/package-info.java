/** What every embedded server has in common: options, a folder, a ready line, an end. */
package io.wrapped.local;
