@org.jspecify.annotations.NullMarked
package dev.crow.webingest.recording;
