package dev.crow.notification.feed;

/**
 * @param unread how many notifications the reader has not read
 */
record UnreadCount(int unread) {}
