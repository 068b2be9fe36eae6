#include <fstream>
#include <iterator>

#include "tests/identity/lodge.h"

namespace plenum {
namespace {

class LeftOnDisk : public Lodge {
protected:
  // Every file as it lies there, and every batch of the log as it is read back, since files may be compressed.
  std::string everything() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    EXPECT_EQ(store_->read_log(0,
                               [&](const log::LogBatch& batch) {
                                 all += batch.SerializeAsString();
                                 return true;
                               }),
              "");
    store_->view().scan_bytes("", std::string(64, '\xff'), [&](std::string_view key, std::string_view value) {
      all.append(key).append(value);
      return true;
    });
    return all;
  }
};

TEST_F(LeftOnDisk, IsNoSecretThatWorksAndNoPassword) {
  const auto invitation = invite();
  const auto joined = join(invitation, "ophelia", "frailty thy name").secret();
  const auto signed_in = sign_in("hamlet", hamlets_password).secret();
  const auto token = issue_token(hamlet_);
  const auto unused_invitation = invite();
  const auto unused_link = issue_reset_link(gertrude_);
  const auto link = issue_reset_link(hamlet_);
  const auto after_reset = reset(link, "words words words").secret();
  sign_in("hamlet", "a wrong guess at it");
  sign_in("a handle that is a secret", "typed in the wrong box");

  const auto all = everything();
  for (const auto& secret :
       {invitation, joined, signed_in, token, unused_invitation, unused_link, link, after_reset, hamlets_password,
        std::string("frailty thy name"), std::string("words words words"), std::string("a wrong guess at it"),
        std::string("a handle that is a secret"), std::string("typed in the wrong box"), std::string("plm_")}) {
    ASSERT_FALSE(secret.empty());
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
  }
  // What should be there is: the search can find.
  for (const auto& there : {std::string("ophelia"), hash_secret(after_reset), hash_secret(unused_link),
                            std::string("$argon2id$v=19$m=19456,t=2,p=1$")}) {
    EXPECT_NE(all.find(there), std::string::npos) << there;
  }
}

}  // namespace
}  // namespace plenum
