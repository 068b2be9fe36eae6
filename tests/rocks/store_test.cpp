#include "storage/rocks/store.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/rocks/digest.h"
#include "storage/rocks/pending.h"
#include "storage/rocks/replay.h"
#include "storage/rocks/settings.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/history.h"
#include "tests/support/storage/scratch.h"

namespace plenum {
namespace {

using testing::commit;
using testing::History;
using testing::open_store;
using testing::Scratch;

TEST(Store, RemembersItsTailAndStateWhenItIsOpenedAgain) {
  const Scratch scratch;
  History history(11);
  Tail tail;
  std::string digest;
  {
    const auto store = open_store(scratch / "data");
    EXPECT_EQ(store->tail(), Tail{});
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(commit(*store, history.next_batch()));
    tail = store->tail();
    digest = state_digest(store->view());
  }
  const auto store = open_store(scratch / "data");
  EXPECT_EQ(store->tail(), tail);
  EXPECT_EQ(state_digest(store->view()), digest);
}

TEST(Store, SeveralBatchesBecomeTrueWithOneWrite) {
  const Scratch scratch;
  History history(15);
  const auto one_by_one = open_store(scratch / "one");
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(commit(*one_by_one, history.next_batch()));
  const auto batches = testing::read_all(*one_by_one);
  Tail tail;
  {
    const auto store = open_store(scratch / "data");
    for (const std::span<const log::LogBatch> part :
         {std::span(batches).first(11), std::span(batches).subspan(11, 1), std::span(batches).subspan(12)}) {
      const auto view = store->view();
      Pending changes(&view);
      for (const auto& batch : part) ASSERT_TRUE(apply_batch(batch, changes));
      ASSERT_TRUE(store->commit(part, changes));
    }
    tail = store->tail();
  }
  EXPECT_EQ(tail, one_by_one->tail());
  const auto store = open_store(scratch / "data");
  EXPECT_EQ(store->tail(), tail);
  EXPECT_EQ(state_digest(store->view()), state_digest(one_by_one->view()));
  EXPECT_EQ(replay(*store).fault, "");
}

TEST(Store, ACheckpointOpensAndIsTheSame) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(12);
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(commit(*store, history.next_batch()));
  ASSERT_EQ(store->checkpoint(scratch / "copy"), "");
  const auto digest = state_digest(store->view());
  ASSERT_TRUE(commit(*store, history.next_batch())) << "the store goes on";
  const auto copy = open_store(scratch / "copy");
  EXPECT_EQ(state_digest(copy->view()), digest);
  EXPECT_TRUE(commit(*copy, testing::History(12).next_batch())) << "a copy takes writes of its own";
  EXPECT_NE(store->checkpoint(scratch / "copy"), "") << "a directory that exists is left alone";
}

TEST(Store, ADirectoryInUseByAnotherProcessIsRefused) {
  const Scratch scratch;
  int held[2];
  int done[2];
  ASSERT_EQ(pipe(held) + pipe(done), 0);
  const pid_t child = fork();
  if (child == 0) {
    std::string why;
    const auto store = Store::open(scratch / "data", nullptr, why);
    char byte = store ? '+' : '-';
    if (write(held[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(held[0], &byte, 1), 1);
  ASSERT_EQ(byte, '+');
  std::string why;
  EXPECT_EQ(Store::open(scratch / "data", nullptr, why), nullptr);
  EXPECT_NE(why.find("is in use by another process"), std::string::npos) << why;
  EXPECT_EQ(write(done[1], "x", 1), 1);
  waitpid(child, nullptr, 0);
  EXPECT_NE(open_store(scratch / "data"), nullptr) << "a process that ended holds nothing";
}

void write_meta(const std::filesystem::path& directory, const std::string& key, const std::string& value) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : {"default", "state", "log", "registers"}) families.emplace_back(name, state_settings());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(database_settings(nullptr), directory, families, &handles, &db).ok());
  ASSERT_TRUE(db->Put({}, handles[0], key, value).ok());
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  delete db;
}

TEST(Store, ASchemaItDoesNotKnowIsRefusedInASentence) {
  const Scratch scratch;
  open_store(scratch / "data");
  write_meta(scratch / "data", "schema", "7");
  std::string why;
  EXPECT_EQ(Store::open(scratch / "data", nullptr, why), nullptr);
  EXPECT_EQ(why,
            "The store has schema 7, this program knows 1: use the version of plenumd that wrote it, or a newer one.");
}

TEST(Store, ATailThatDoesNotParseIsRefused) {
  const Scratch scratch;
  open_store(scratch / "data");
  write_meta(scratch / "data", "tail", "seven");
  std::string why;
  EXPECT_EQ(Store::open(scratch / "data", nullptr, why), nullptr);
  EXPECT_NE(why.find("restore a backup"), std::string::npos) << why;
}

// "block checksum mismatch" holds the word "lock" and was once taken for a directory in use.
TEST(Store, DamageIsCalledDamageAndNotALock) {
  const Scratch scratch;
  open_store(scratch / "data");
  std::ofstream(scratch.path() / "data" / "CURRENT") << "MANIFEST-000099\n";
  std::string why;
  EXPECT_EQ(Store::open(scratch / "data", nullptr, why), nullptr);
  EXPECT_EQ(why.find("in use"), std::string::npos) << why;
  EXPECT_EQ(Store::open(scratch / "no" / "such" / "block", nullptr, why), nullptr);
  EXPECT_EQ(why.find("in use"), std::string::npos) << why;
  EXPECT_NE(why.find("cannot be opened"), std::string::npos) << why;
}

TEST(Store, ABatchThatDoesNotFollowTheTailIsImpossible) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const Scratch scratch;
  EXPECT_DEATH(
      {
        const auto store = open_store(scratch / "data");
        History history(13);
        commit(*store, history.next_batch());
        auto fork = history.next_batch();
        auto tail = store->tail();
        tail.hash[0] = static_cast<char>(~tail.hash[0]);
        seal(fork, tail);
        store->commit(fork, Pending(nullptr));
      },
      "a batch that does not follow the store's tail");
}

TEST(Store, RegistersAreKeptOverwrittenAndErased) {
  const Scratch scratch;
  log::CursorRegister cursor;
  const auto bytes = [](Place place) {
    log::CursorRegister value;
    value.set_place(place);
    return value.SerializeAsString();
  };
  {
    const auto store = open_store(scratch / "data");
    EXPECT_FALSE(store->read_register("a", cursor));
    ASSERT_TRUE(store->write_registers({{"a", bytes(1)}, {"b", bytes(2)}}));
    ASSERT_TRUE(store->write_registers({{"a", bytes(3)}}));
    EXPECT_EQ(state_digest(store->view()), state_digest(Pending(nullptr))) << "registers are no state";
    EXPECT_EQ(store->tail().offset, 0u);
  }
  const auto store = open_store(scratch / "data");
  ASSERT_TRUE(store->read_register("a", cursor));
  EXPECT_EQ(cursor.place(), 3u);
  ASSERT_TRUE(store->erase_register("a"));
  EXPECT_FALSE(store->read_register("a", cursor));
  EXPECT_TRUE(store->read_register("b", cursor));
}

TEST(Store, AHaltedStoreSaysWhyReadsOnAndWritesNothing) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(14);
  ASSERT_TRUE(commit(*store, history.next_batch()));
  const auto digest = state_digest(store->view());
  store->halt("The moon is full.");
  store->halt("It is full again.");
  EXPECT_EQ(store->halted_because(), "The moon is full.") << "the first reason is the one that counts";
  EXPECT_FALSE(commit(*store, history.next_batch()));
  EXPECT_FALSE(store->write_registers({{"a", ""}}));
  EXPECT_FALSE(store->erase_register("a"));
  EXPECT_FALSE(store->erase_personal(1, {log::PROFILE}));
  EXPECT_EQ(state_digest(store->view()), digest);
  EXPECT_EQ(testing::read_all(*store).size(), 1u);
}

}  // namespace
}  // namespace plenum
