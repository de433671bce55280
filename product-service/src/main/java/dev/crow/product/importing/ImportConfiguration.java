package dev.crow.product.importing;

import dev.crow.objectstore.ObjectStore;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.ContentPatch;
import dev.crow.product.catalogue.ProductRules;
import dev.crow.product.category.Categories;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

  @Bean
  ImportFiles importFiles(ObjectStore objects) {
    return new ImportFiles(objects);
  }

  @Bean
  Importing importing(
      ImportFiles files,
      Catalogue catalogue,
      Categories categories,
      ProductRules rules,
      ContentPatch patches,
      TransactionTemplate transaction,
      ImportProperties properties,
      JsonMapper json) {
    return new Importing(
        files,
        new ImportBatch(catalogue, categories, rules, patches, transaction),
        properties,
        json);
  }
}
