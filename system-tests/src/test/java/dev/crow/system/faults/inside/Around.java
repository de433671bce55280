package dev.crow.system.faults.inside;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands in front of an object, for one interface of it. */
final class Around {

  private Around() {}

  /** What happens at a call. */
  interface Call {

    /**
     * @param method that was called
     * @param arguments it got
     * @param original goes on to the object itself
     * @return what the caller gets
     */
    @Nullable Object meet(Method method, Object[] arguments, Original original) throws Throwable;
  }

  /** The call as it was meant. */
  interface Original {

    @Nullable Object call() throws Throwable;
  }

  static <T> T of(Class<T> type, Object target, Call call) {
    Object proxy =
        Proxy.newProxyInstance(
            Around.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, given) -> {
              Object[] arguments = Objects.requireNonNullElse(given, new Object[0]);
              return call.meet(method, arguments, () -> invoke(target, method, arguments));
            });
    return type.cast(proxy);
  }

  private static @Nullable Object invoke(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
