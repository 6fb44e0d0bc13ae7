/** The demo's synthetic listeners: an invented year of invented music, the same every time. */
package io.wrapped.local.listeners;
