#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "proto/member.pb.h"

// How posts look in a terminal, and as JSON.
namespace plenum::cli {

using Json = nlohmann::ordered_json;

/// One line on stdout, at once: somebody may be reading along.
void print(const Json& json);
void print(const std::string& text);

Json as_json(const v1::Topic& topic);
Json as_json(const v1::Thread& thread);
Json as_json(const v1::Post& post);

/// Head line, words, reactions. Harmless to the terminal, whatever they wrote.
std::string as_text(const v1::Post& post);

/// The name of somebody, with the company they speak for.
std::string name_of(const v1::Member& member);

/// A local date and time.
std::string time_text(std::int64_t ms);

}  // namespace plenum::cli
