package dev.crow.notification.preference;

/**
 * How somebody is told of one category.
 *
 * @param inApp whether it is among their notifications in the application
 * @param email whether it comes by mail, and when
 */
public record Choice(boolean inApp, MailMode email) {}
