package dev.crow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is away, full or busy is said honestly: 503, and when to come back. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StorageAdvice {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Object> away(Exception e, HttpServletRequest request) {
    return Problems.entity(
        ApiException.retryLater(
            ErrorCode.STORAGE_UNAVAILABLE, "The database cannot be used just now.", RETRY_AFTER, e),
        request);
  }
}
